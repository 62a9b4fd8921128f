"""Owns where files lie: under DATA_DIR, by the hash of their content."""

from pathlib import Path


def path_of(data_dir: Path, sha256: str) -> Path:
    return data_dir / "files" / sha256[:2] / sha256
