from django.urls import path

from . import views

app_name = "articles"
urlpatterns = [
    path("articles/", views.figures, name="figures"),
    path("articles/<slug:key>/", views.figure, name="figure"),
]
