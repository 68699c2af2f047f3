"""What the formats share whose speech comes in units: cues, segments, utterances, words and rows, most with times."""
