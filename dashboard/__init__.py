"""The Dash application: pages over Study."""
