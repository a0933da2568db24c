"""PDF reports: findings, charts, a Typst template."""
