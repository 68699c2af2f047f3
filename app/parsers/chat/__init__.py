"""What CHAT's files are made of: tiers, the codes inside of them, and headers."""
