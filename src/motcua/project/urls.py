"""The site: every module's pages, as their manifests name them."""

from django.urls import URLPattern, URLResolver, include, path

from motcua.foundation import modules

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("motcua.ui.urls")),
    *(
        path("", include(config.manifest.urls))
        for config in modules.installed()
        if config.manifest.urls is not None
    ),
]
handler404 = "motcua.ui.errors.not_found"
handler500 = "motcua.ui.errors.broken"
