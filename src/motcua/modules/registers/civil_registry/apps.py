from motcua.foundation import modules


class CivilRegistryConfig(modules.ModuleConfig):
    name = "motcua.modules.registers.civil_registry"
    label = "civil_registry"
