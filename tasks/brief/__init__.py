"""The night's brief: one HTML page that stands alone, for the morning desk.

facts.py     what the queries of sql/brief say about a night
marks.py     hostile text made safe; holder, target and cue marked in a sentence
charts.py    bars drawn as inline SVG
render.py    facts and template made into the page
brief.html.j2, brief.css; parts.html.j2: what the dashboard shows in the same way
"""

from tasks.brief.render import render

__all__ = ["render"]
