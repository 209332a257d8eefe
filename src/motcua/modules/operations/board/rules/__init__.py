"""Pure rules: how a question stands in an address, which figures are worst, how charts run."""

from .asking import as_query, compared, name_of
from .charts import HEIGHT, WIDTH, Chart, chart
from .comparing import place, rest, worst_first
from .shortfalls import grows_by_itself, growth, is_flow, misses, shortfall

__all__ = [
    "HEIGHT",
    "WIDTH",
    "Chart",
    "as_query",
    "chart",
    "compared",
    "grows_by_itself",
    "growth",
    "is_flow",
    "misses",
    "name_of",
    "place",
    "rest",
    "shortfall",
    "worst_first",
]
