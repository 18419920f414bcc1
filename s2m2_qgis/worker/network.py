"""How QGIS reaches the network: through which proxy, and which certificate authorities it trusts."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

from qgis.core import QgsApplication, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

_KIND = QNetworkProxy.ProxyType
_WITHOUT = (_KIND.DefaultProxy, _KIND.NoProxy)


@dataclass(frozen=True)
class Network:
    """QGIS's way to the network. The empty one leaves all to environment variables.

    Attributes:
        proxy: the address of QGIS's proxy, with user name and password; "": it has none of its own.
        uses_system_proxy: whether QGIS asks the system for the proxy.
        direct: beginnings of addresses that QGIS reaches without a proxy.
        excluded: beginnings of addresses for which QGIS's proxy does not count.
        certificates: the certificate authorities that QGIS trusts, in the format PEM; "": not known.
    """

    proxy: str = field(default="", repr=False)
    uses_system_proxy: bool = False
    direct: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    certificates: str = field(default="", repr=False)

    @classmethod
    def of_qgis(cls) -> Network:
        """Read QGIS's settings. Only in the main thread: QGIS may ask for the password of its authentication."""
        manager = QgsNetworkAccessManager.instance()
        manager.setupDefaultProxyAndCache()  # the password may not have been there when QGIS started
        return cls(
            _address(manager.fallbackProxy()),
            bool(manager.useSystemProxy()),
            tuple(start.strip() for start in manager.noProxyList() if start.strip()),
            tuple(start.strip() for start in manager.excludeList() if start.strip()),
            _certificates(),
        )

    def proxy_for(self, address: str) -> str | None:
        """The proxy for an address; "": none is to be used; None: that of environment variables, if there is one."""
        if address.startswith(self.direct):
            return ""
        if address.startswith(self.excluded):
            return None
        if self.uses_system_proxy:
            found = QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(address)))
            return next(filter(None, map(_address, found)), None)
        return self.proxy or None


def _address(proxy: QNetworkProxy) -> str:
    if proxy.type() in _WITHOUT or not proxy.hostName():
        return ""
    scheme = "socks5h" if proxy.type() == _KIND.Socks5Proxy else "http"
    user = quote(proxy.user(), safe="")
    if user and proxy.password():
        user += ":" + quote(proxy.password(), safe="")
    port = f":{proxy.port()}" if proxy.port() else ""
    return f"{scheme}://{user}{'@' if user else ''}{proxy.hostName()}{port}"


def _certificates() -> str:
    manager = QgsApplication.authManager()
    if manager is None or manager.isDisabled():
        return ""
    return bytes(manager.trustedCaCertsPemText()).decode("ascii", "replace")
