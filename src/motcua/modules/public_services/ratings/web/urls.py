from django.urls import path

from . import views

app_name = "ratings"
urlpatterns = [path("ratings/<str:code>/", views.rate, name="rate")]
