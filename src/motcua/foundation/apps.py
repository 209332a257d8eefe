from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "motcua.foundation"
    label = "foundation"
