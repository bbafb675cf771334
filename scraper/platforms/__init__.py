"""Recruitment platforms: one module each, pure functions from page bytes to adverts."""
