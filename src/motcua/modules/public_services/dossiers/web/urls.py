from django.urls import path

from . import what_if, why
from .citizen.urls import urlpatterns as citizen
from .workspace.urls import CASE
from .workspace.urls import urlpatterns as workspace

app_name = "dossiers"
urlpatterns = [
    *citizen,
    *workspace,
    path("dossiers/<str:code>/why/", why.why, name="why"),
    path("track/<str:code>/why/", why.tracking_why, name="tracking_why"),
    path(f"{CASE}why/", why.case_why, name="case_why"),
    path("workspace/what-if/", what_if.what_if, name="what_if"),
]
