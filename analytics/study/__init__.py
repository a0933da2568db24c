"""Study: the only place where a number is computed."""
