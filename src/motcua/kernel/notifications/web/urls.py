from django.urls import path

from . import views

app_name = "notifications"
urlpatterns = [
    path("messages/", views.mine, name="mine"),
    path("messages/read/", views.mark_all_read, name="mark_all_read"),
    path("messages/<uuid:message_id>/", views.message, name="message"),
    path("demo/inbox/", views.demo_inbox, name="demo_inbox"),
]
