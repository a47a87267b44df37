"""How each figure of a report was read, and why each other line was not."""

from extractors.explain.lines import explain
from extractors.explain.model import Explanation, Line, Why
from extractors.explain.show import as_json, as_text

__all__ = ["Explanation", "Line", "Why", "as_json", "as_text", "explain"]
