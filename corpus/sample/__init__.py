"""The sample texts written for Marsad: not journalism, see SOURCES.md."""
