from motcua.foundation import modules


class VneidConfig(modules.ModuleConfig):
    name = "motcua.integrations.vneid"
    label = "vneid"
