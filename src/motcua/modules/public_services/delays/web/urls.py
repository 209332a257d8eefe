from django.urls import path

from . import signing, views

app_name = "delays"
urlpatterns = [
    path("workspace/delays/", views.apologies, name="list"),
    path("workspace/delays/reminders/", views.reminders, name="reminders"),
    path("workspace/delays/sign/", signing.sign_many, name="sign_many"),
    path("workspace/delays/<uuid:apology_id>/", views.apology, name="apology"),
    path("workspace/delays/<uuid:apology_id>/paper/", views.paper, name="paper"),
    path("workspace/delays/<uuid:apology_id>/sign/", views.sign, name="sign"),
]
