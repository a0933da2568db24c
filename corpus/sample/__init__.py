"""The sample texts written for Marsad: not journalism, see SOURCES_AR.md and SOURCES_EN.md."""
