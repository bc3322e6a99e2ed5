"""Proofreading of laid-out pages: what a reader would trip over is a problem with its place, before anything is written."""
