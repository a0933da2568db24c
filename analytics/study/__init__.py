"""Study: the only place where a number is computed."""

from analytics.study.evidence import ArticleView
from analytics.study.filters import EVERYTHING, Filters, Notice
from analytics.study.profiles import ActorView
from analytics.study.study import Scope, Study, halves

__all__ = ["EVERYTHING", "ActorView", "ArticleView", "Filters", "Notice", "Scope", "Study", "halves"]
