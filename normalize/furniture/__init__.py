"""What stands around a story: headlines, captions, bylines, datelines, credits, calls."""
