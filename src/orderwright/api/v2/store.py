"""V2 system time; it answers with the injected clock."""

from orderwright.api.call import Answer, Call


async def get_time(call: Call) -> Answer:
    return Answer(body={"time": call.now // 1000})
