"""What each step is measured by: one module a step, each with its tasks."""
