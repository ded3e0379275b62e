"""One moving picture: a checked address in, images and their age out; paints nothing.

The playlist is read by us first: it says what failed in words, that every part of it is
on the gateway, and how far behind its end a player joins.
"""

import time

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from controlroom.domain.errors import FeedError
from ui.guard import guarded
from ui.video.playlist import LARGEST, read_playlist
from ui.video.quiet import silence_decoder

FROZEN_AFTER_S = 3.0
"""A picture that did not change for so long is frozen and never counts as live."""
ANSWER_MS = 8_000
"""How long the gateway may take to hand out a playlist."""
MOVING_FRAMES = 2
"""A single picture is a photograph."""
WORST_DELAY_S = 120.0
"""A delay that is worked out above this is not believed."""
_OVER = {401, 403, 404, 410}
_FAULTS = {
    502: "the camera gives the gateway no picture",
    503: "too many pictures are open on the gateway",
    504: "the camera does not answer the gateway",
}


class StreamPlayer(QObject):
    """Plays one stream, without sound. Ask it for `image`; it keeps only the newest."""

    arrived = Signal()
    """Another picture is there."""
    failed = Signal(str)
    """It will not play, and why, as the end of a sentence."""
    closed = Signal()
    """The gateway no longer lets us look: the ticket opens nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.frames = 0
        """Pictures since `play`."""
        self._player = QMediaPlayer(self)
        silence_decoder()
        self._sink = QVideoSink(self)
        self._player.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._take)
        self._player.errorOccurred.connect(self._fail)
        self._player.mediaStatusChanged.connect(self._note)
        self._network = QNetworkAccessManager(self)
        self._network.setTransferTimeout(ANSWER_MS)
        self._reply: QNetworkReply | None = None
        self._url = QUrl()
        self._image: QImage | None = None
        self._last_s = 0.0
        # Wall clock, and time in the stream, of the first picture; us.
        self._first: tuple[float, int] | None = None
        self._stream_us = 0
        self._joined_s = (0.0, 0.0)
        """Seconds behind the end, and when that was read."""

    @property
    def image(self) -> QImage | None:
        """The newest picture; stays when the stream ends. None before the first."""
        frame = self._sink.videoFrame()
        if self._image is None and frame.isValid():
            self._image = frame.toImage()
        return self._image

    @property
    def moving(self) -> bool:
        """True while the picture moves: more than one, the last a moment ago."""
        return self.frames >= MOVING_FRAMES and self.still_s() < FROZEN_AFTER_S

    def still_s(self) -> float:
        """Return how many seconds the picture has not changed; 0 before the first."""
        return time.monotonic() - self._last_s if self._last_s else 0.0

    def behind_s(self) -> float | None:
        """Return how far it is behind what the gateway has, seconds; None: unknown."""
        if self._first is None:
            return None
        behind_s, read_s = self._joined_s
        first_s, first_us = self._first
        joined = behind_s + (first_s - read_s)
        slipped = (self._last_s - first_s) - (self._stream_us - first_us) / 1e6
        delay = joined + slipped
        return delay if 0 <= delay <= WORST_DELAY_S else None

    def play(self, url: str) -> None:
        """Play a stream from an address that `stream_url` made."""
        self.stop()
        self._url = QUrl(url)
        request = QNetworkRequest(self._url)
        # The gateway answers for itself; sent elsewhere is refused.
        request.setAttribute(
            QNetworkRequest.Attribute.RedirectPolicyAttribute,
            QNetworkRequest.RedirectPolicy.ManualRedirectPolicy,
        )
        self._reply = reply = self._network.get(request)
        reply.setReadBufferSize(2 * LARGEST)
        reply.finished.connect(self._answered)

    def stop(self) -> None:
        """Play no more; the last picture stays."""
        reply, self._reply = self._reply, None
        if reply is not None:
            reply.finished.disconnect(self._answered)
            reply.abort()
            reply.deleteLater()
        _ = self.image  # the sink forgets its picture with the source
        self._player.stop()
        self._player.setSource(QUrl())
        self.frames = 0
        self._first = None

    @Slot()
    @guarded
    def _answered(self) -> None:
        reply, self._reply = self._reply, None
        if reply is None:
            return
        reply.deleteLater()
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        if status in _OVER:
            self.closed.emit()
            return
        if status != 200:
            self.failed.emit(_FAULTS.get(status, "the gateway does not answer"))
            return
        try:
            playlist = read_playlist(
                bytes(reply.readAll().data()), self._url.toString()
            )
        except FeedError as error:
            self.failed.emit(str(error))
            return
        self._joined_s = (playlist.behind_s, time.monotonic())
        self._player.setSource(self._url)
        self._player.play()

    @Slot(QVideoFrame)
    @guarded
    def _take(self, frame: QVideoFrame) -> None:
        if not frame.isValid():
            return  # the sink is emptied when a stream ends
        self._image = None
        self.frames += 1
        self._last_s = time.monotonic()
        self._stream_us = frame.startTime()
        if self._first is None:
            self._first = (self._last_s, self._stream_us)
        self.arrived.emit()

    @Slot(QMediaPlayer.Error, str)
    @guarded
    def _fail(self, error: QMediaPlayer.Error, words: str) -> None:
        if error != QMediaPlayer.Error.NoError:
            self._say_failed("the stream cannot be played")

    @Slot(QMediaPlayer.MediaStatus)
    @guarded
    def _note(self, status: QMediaPlayer.MediaStatus) -> None:
        if status == QMediaPlayer.MediaStatus.EndOfMedia:
            self._say_failed("the stream broke off")

    def _say_failed(self, why: str) -> None:
        # Not from inside the player's own call: whoever hears may start it again.
        QTimer.singleShot(0, self, lambda: self.failed.emit(why))
