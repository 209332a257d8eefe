from motcua.foundation import modules


class NotificationsConfig(modules.ModuleConfig):
    name = "motcua.kernel.notifications"
    label = "notifications"
