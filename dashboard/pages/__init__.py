"""One file a page: a page is a function of a :class:`dashboard.context.Context`."""
