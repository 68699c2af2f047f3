"""The table of formats in: a format's key and its module."""
