from motcua.foundation import modules


class OrganisationConfig(modules.ModuleConfig):
    name = "motcua.kernel.organisation"
    label = "organisation"
