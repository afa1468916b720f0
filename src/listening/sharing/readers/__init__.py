"""Readers: files that people bring, as plain values; whatever their bytes, only sentences come of them."""
