"""One spelling for every report: width, script and annotations folded, offsets kept."""

from extractors.text.fold import FoldedText, fold
from extractors.text.labels import label_key

__all__ = ["FoldedText", "fold", "label_key"]
