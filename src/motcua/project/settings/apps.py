"""The rooms of the house, and the way of a request through it."""

KERNEL = [
    "audit",
    "numbering",
    "places",
    "organisation",
    "identity",
    "notifications",
    "search",
    "documents",
    "signatures",
    "forms",
    "cases",
    "exchange",
    "analytics",
    "desk",
]
MODULES = [
    "public_services.procedures",
    "public_services.processes",
    "public_services.checklists",
    "public_services.dossiers",
    "public_services.representation",
    "public_services.delays",
    "public_services.forecasts",
    "public_services.lanes",
    "public_services.ratings",
    "public_services.surveys",
    "public_services.bundles",
    "public_services.desk",
    "office.outgoing",
    "office.incoming",
    "office.directives",
    "office.archive",
    "office.reading_room",
    "office.reports",
    "registers.civil_registry",
    "operations.board",
    "operations.scores",
    "operations.programme",
    "operations.alerts",
    "operations.maps",
    "operations.wall",
]
INTEGRATIONS = ["vneid", "edxml", "node_link"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "motcua.foundation",
    "motcua.ui",
    *(f"motcua.kernel.{name}" for name in KERNEL),
    *(f"motcua.modules.{name}" for name in MODULES),
    *(f"motcua.integrations.{name}" for name in INTEGRATIONS),
]
MIDDLEWARE = [
    "motcua.ui.middleware.ContentSecurityPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.ui.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "motcua.kernel.identity.web.middleware.ActorMiddleware",
    "motcua.foundation.middleware.HouseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "motcua.project.urls"
WSGI_APPLICATION = "motcua.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "motcua.ui.context.frame",
            ],
        },
    },
]
