"""What the formats of XML share: reading it safely, its text in order, and turns told by elements."""
