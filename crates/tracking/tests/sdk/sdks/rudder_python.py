"""The story, told by rudder-sdk-python."""

import os
import sys

from rudderstack.analytics.client import Client


def failed(error, batch):
    print(f"not delivered: {error}", file=sys.stderr)
    os._exit(1)


user, visitor = os.environ["USER_ID"], os.environ["ANONYMOUS_ID"]
client = Client(os.environ["WRITE_KEY"], host=os.environ["HOST_URL"], on_error=failed, upload_size=2)
client.track(anonymous_id=visitor, event="Product Viewed", properties={"name": "Pégase 41", "price": 130})
client.page(anonymous_id=visitor, name="Panier", properties={"path": "/panier"})
client.identify(user, {"email": f"{user}@example.org", "firstName": "Léa"}, anonymous_id=visitor)
client.track(user, "Order Completed", {"revenue": 59.9, "order_id": "1"})
client.group(user, "club")
client.shutdown()
