from motcua.foundation import modules


class AnalyticsConfig(modules.ModuleConfig):
    name = "motcua.kernel.analytics"
    label = "analytics"
