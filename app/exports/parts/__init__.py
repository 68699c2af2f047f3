"""What several formats out share."""
