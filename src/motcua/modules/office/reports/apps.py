from motcua.foundation import modules


class ReportsConfig(modules.ModuleConfig):
    name = "motcua.modules.office.reports"
    label = "reports"
