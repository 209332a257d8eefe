from motcua.foundation import modules


class AuditConfig(modules.ModuleConfig):
    name = "motcua.kernel.audit"
    label = "audit"
