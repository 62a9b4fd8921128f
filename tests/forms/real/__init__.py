"""Owns forms as they are written for ODK Collect and KoboToolbox, and how they are played."""
