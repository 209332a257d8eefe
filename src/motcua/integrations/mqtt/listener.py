"""A broker listened to over MQTT 3.1.1: a message is acknowledged when whoever hears it says so."""

import socket
from collections.abc import Callable, Collection
from typing import Any

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

from motcua.integrations import outside

SECONDS = 10.0
ALIVE = 30
_PORT, _SECURE_PORT = 1883, 8883
OnMessage = Callable[[str, bytes, Callable[[], None]], None]


class _Client(Client):
    def _create_socket_connection(self) -> socket.socket:
        return outside.connect(self._host, self._port, seconds=SECONDS)


class Listener:
    """Listens until it is stopped; a line that is cut is taken up again by itself.

    The broker keeps what was not acknowledged while we are away: the session has a name, and
    messages are asked for at least once (QoS 1).
    """

    def __init__(
        self,
        *,
        address: str,
        user: str,
        secret: str,
        name: str,
        topics: Collection[str],
        on_message: OnMessage,
        with_tls: bool = True,
    ) -> None:
        self._topics, self._on_message = list(topics), on_message
        self._host, _colon, port = address.partition(":")
        self._port = int(port or (_SECURE_PORT if with_tls else _PORT))
        self.trouble = ""
        self._line = _Client(
            CallbackAPIVersion.VERSION2, client_id=name, clean_session=False, manual_ack=True
        )
        self._line.on_connect, self._line.on_message = self._connected, self._heard
        self._line.on_disconnect = self._cut
        self._line.reconnect_delay_set(min_delay=1, max_delay=60)
        if user:
            self._line.username_pw_set(user, secret)
        if with_tls:
            self._line.tls_set()

    def start(self) -> None:
        """Begin to listen, in a thread of its own.

        Raises:
            outside.Forbidden: The host may not be reached.
            OSError: It does not answer.
        """
        outside.require(self._host, self._port)
        self._line.connect(self._host, self._port, keepalive=ALIVE)
        self._line.loop_start()

    def stop(self) -> None:
        """Listen no longer; the broker keeps what comes from now on."""
        self._line.disconnect()
        self._line.loop_stop()

    def _connected(self, line: Client, _data: Any, _flags: Any, reason: Any, _more: Any) -> None:
        if reason.is_failure:
            self.trouble = str(reason)
            return
        self.trouble = ""
        line.subscribe([(topic, 1) for topic in self._topics])

    def _cut(self, _line: Client, _data: Any, _flags: Any, reason: Any, _more: Any) -> None:
        self.trouble = str(reason) if reason.is_failure else ""

    def _heard(self, line: Client, _data: Any, message: MQTTMessage) -> None:
        def acknowledge() -> None:
            line.ack(message.mid, message.qos)

        self._on_message(message.topic, bytes(message.payload), acknowledge)
