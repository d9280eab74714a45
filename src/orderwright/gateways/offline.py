"""Ways of paying that happen elsewhere: cash, a transfer, a cheque; a status settles them."""

from orderwright.domain.payment_method import PaymentMethod

OFFLINE = "offline"

OFFLINE_METHODS = (
    PaymentMethod("cod", "Cash on Delivery", OFFLINE, "offline"),
    PaymentMethod("bankdeposit", "Bank Deposit", OFFLINE, "offline"),
    PaymentMethod("cheque", "Check", OFFLINE, "offline"),
    PaymentMethod("moneyorder", "Money Order", OFFLINE, "offline"),
    PaymentMethod("instore", "Pay in Store", OFFLINE, "offline"),
    PaymentMethod("purchaseorder", "Purchase Order", OFFLINE, "offline"),
    PaymentMethod("manual", "Manual", OFFLINE, "offline"),
)
"""Id, display name and gateway of each, as the platform calls them."""
