"""Messages between a store and the customer of an order."""

from dataclasses import dataclass
from typing import Literal

MessageStatus = Literal["read", "unread"]
MESSAGE_STATUSES: tuple[MessageStatus, ...] = ("read", "unread")
MESSAGE_TYPES = ("admin", "customer")
"""Who wrote it."""


@dataclass(frozen=True, slots=True)
class OrderMessage:
    """One message; `staff_id` is 0 where no one of the staff wrote it."""

    id: int = 0
    order_id: int = 0
    staff_id: int = 0
    customer_id: int = 0
    type: str = "admin"
    subject: str = ""
    message: str = ""
    status: str = "unread"
    is_flagged: bool = False
    date_created: int = 0
