"""What WebVTT and SubRip share: cues, the marks inside them, and the names before their words."""
