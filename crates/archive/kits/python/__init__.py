"""Bundles on many machines: judged and counted by Spark, or by another engine that speaks its protocol."""

from .counting import verify
from .files import Form, read, verify_files
from .judging import judge
from .report import Report

__all__ = ["Form", "Report", "judge", "read", "verify", "verify_files"]
