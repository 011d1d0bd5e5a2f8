"""Knows nothing of websites: problems, files, records, languages, words as they are written."""
