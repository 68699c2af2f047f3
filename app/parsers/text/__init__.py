"""What all formats share that are read as running text."""
