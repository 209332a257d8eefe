from motcua.foundation import modules


class AlertsConfig(modules.ModuleConfig):
    name = "motcua.modules.operations.alerts"
    label = "alerts"
