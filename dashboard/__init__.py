"""The reference dashboard: a page over the published tables, read-only, on this machine alone.

serve.py        the page served on the loopback address, with every setting it runs by
page.py         what Streamlit runs at each pick: which night, which view
views/          one view each: what it asks, what it shows
opening.py      the rows behind a figure, a page at a time
questions.py    sql/dashboard asked over the chosen nights, as `nightdesk sql` would ask it
looks.py        answers made into HTML in the brief's look: parts.html.j2, dashboard.css
"""
