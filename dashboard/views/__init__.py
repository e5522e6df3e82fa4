"""The views of the dashboard: each asks its questions of the chosen nights and shows the answers."""

from dashboard.views import claims, examples, models, night, said, stands, stories, topics

# In the order of the brief.
VIEWS = {
    "The night": night.show,
    "Topics": topics.show,
    "Stories": stories.show,
    "Who said what": said.show,
    "Who stands where": stands.show,
    "Claims": claims.show,
    "How sure": models.show,
    "Questions": examples.show,
}
