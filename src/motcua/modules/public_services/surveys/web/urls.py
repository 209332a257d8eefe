"""Addresses of desk surveys."""

from django.urls import path

from . import answering, publishing, results

app_name = "surveys"
urlpatterns = [
    path("surveys/unit/<str:code>/", answering.at_desk, name="desk"),
    path("surveys/unit/<str:code>/kiosk/", answering.kiosk, name="kiosk"),
    path("surveys/unit/<str:code>/results/", results.results, name="results"),
    path("surveys/link/<str:token>/", answering.by_link, name="link"),
    path("workspace/surveys/", results.units, name="units"),
    path("workspace/surveys/publish/", publishing.publish, name="publish"),
    path("workspace/surveys/<str:code>/", results.unit, name="unit"),
]
