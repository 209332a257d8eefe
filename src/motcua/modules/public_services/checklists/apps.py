from motcua.foundation import modules


class ChecklistsConfig(modules.ModuleConfig):
    name = "motcua.modules.public_services.checklists"
    label = "checklists"
