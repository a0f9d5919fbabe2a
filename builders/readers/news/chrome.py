"""The web page around an article: menus, share buttons, related links, legal notices."""

from __future__ import annotations

import re

_SITES = (
    r"Facebook|Twitter|Google\+?|LinkedIn|Pinterest|Reddit|Tumblr|WhatsApp|WeChat|Weibo|Sina Microblog"
    r"|Telegram|Messenger|Digg|Del\.icio\.us|StumbleUpon|Instagram|YouTube|Line|QQ|Zalo"
)
BUTTON_RE = re.compile(
    r"(?P<button>"
    r"The story appears on|News List|Single Page|(?:Larger|Smaller) Text|Alerts|Widget tooltip"
    r"|blog counter|Exit mobile version|next article|previous article|Help|FAQs?|Site ?map"
    r"|\d{1,6}\sComments?(?:\(s\))?|Comments?\s?\(\d{0,6}\)|Comment\(s\)|(?:Leave|Post|Add) a comment|Comments?"
    r"|Print(?:er)?[- ]?(?:friendly)?(?: (?:version|this|page|edition|article))?"
    r"|E-?mail(?: (?:this|to|a friend|article|page|story|this to a friend))*|Mail"
    r"|Share(?: (?:this|on|to|with|via|it|page|article|story|these))*|Save(?: this)?|Bookmark|Forward"
    r"|Adjust font size:?|(?:Font|Text|Type)[ -]?size:?|Larger|Smaller|Large|Medium|Small|Big|Normal"
    r"|A[+-]|RSS(?: feed)?|Feedback|Copy link|Link copied|Listen|Like|Tweet|Pin it|Recommend|Subscribe"
    r"|Read more|Read later|Continue reading|Advertisements?|Sponsored(?: content)?|Loading\.{0,3}"
    r"|Skip to (?:main )?content|Close|Next|Previous|Back(?: to top)?|Top|Home(?:page)?|Menu|Search|Sign in|Log ?in|Register"
    r"|\d{1,4}(?:\.\d{1,2})?[Kk]\b|\d{1,3} min(?:ute)?s? read|\d{1,3} Min Read|\d{1,6} (?:shares|views|reads|likes)"
    rf"|(?:on |via )?(?:{_SITES})\b|More"
    r"|分享按钮|分享到?|分享至|打印|字号|大中小|[大中小]|收藏|评论|纠错|关闭|返回|推荐|复制链接|扫一扫|我要评论|微信|微博"
    r"|In trang|In bài(?: viết)?|Bản in|Chia sẻ|Gửi (?:email|bài|bình luận)|Lưu bài|Bình luận|Thích|Cỡ chữ|Theo dõi|Đọc bài viết|Nghe"
    r")",
    re.IGNORECASE,
)
"""`0 Comment(s)Print E-mail`, `Print Mail Large Medium  Small 分享按钮 0`, `8.03K`."""

_LETTER_RE = re.compile(r"[^\W\d_]")

RELATED_RE = re.compile(
    r"[\W_]*(?:"
    r"Related(?: (?:news|stor(?:y|ies)|articles?|links?|reading|readings|coverage|content|topics?|videos?|posts?|items?))?"
    r"|See also|Also (?:in the news|read|on this)|In this (?:series|story|section|article)|Further reading"
    r"|More (?:on this(?: story)?|stories|news|from .{1,40}|related|in .{1,30}|headlines|about .{1,30})"
    r"|References?|Archives?|Web ?links?|Internet links?|External links?|Useful links?|Links?(?: to more .{1,40})?"
    r"|Most (?:popular|read|viewed|shared|commented|emailed)(?: .{1,30})?|Editors?['’]s? (?:picks?|choice)"
    r"|Recommended(?: .{1,30})?|You (?:may|might) (?:also )?(?:like|be interested).{0,30}|What's (?:hot|new|on)"
    r"|(?:Latest|Top|Hot|Other|Today's top|Breaking) (?:.{1,30} )?(?:news|stories(?: now)?|headlines|topics?|articles?|posts?)"
    r"|Hot (?:words|issues|talk|pics)|Photos?|Videos?|Gallery|Slide ?show|Special (?:coverage|reports?)|Tags?|Key ?words?|Topics?|Share your (?:thoughts|comments)"
    r"|Comments? ?(?:\(\d+\))?|About us|Contact us|Site ?map|Follow us(?: on)?.{0,30}|Newsletters?|Get our .{1,40}|Partners"
    r"|相关(?:文章|新闻|阅读|链接|报道|专题|推荐|主题)|延伸阅读|热门.{0,6}|推荐.{0,4}|猜你喜欢|最新.{0,4}|关键[词字]|标签|更多.{0,6}|上一篇|下一篇|点击排行.{0,4}"
    r"|Tin (?:liên quan|khác|mới(?: nhất)?|cùng chuyên mục|nổi bật|bài khác)|Các (?:tin|bài) (?:khác|liên quan)|Bài (?:liên quan|viết liên quan|đọc nhiều|khác)"
    r"|Xem thêm|Đọc nhiều(?: nhất)?|Có thể bạn quan tâm|Từ khóa|Chủ đề|Ý kiến bạn đọc|Đọc thêm"
    r")[\W_]*",
    re.IGNORECASE,
)
"""A heading of what is not part of the article: `In This Series`, `See also:`, `相关文章`."""

NOTICE_RE = re.compile(
    r"all rights reserved|copyright\s*(?:©|\(c\)|\d{4}|by|notice)|©|\(c\)\s?\d{4}|terms (?:of|and) (?:use|service|conditions)"
    r"|privacy (?:policy|notice)|(?:use|uses|accept|using|our|these)\b.{0,20}\bcookies|cookie (?:policy|settings|notice)"
    r"|not responsible for the content|enable javascript|your browser|sign up (?:for|to|now)|subscribe (?:to|now|for)"
    r"|our (?:daily |weekly )?newsletter|follow us on|download (?:our|the) app|you are (?:in|here)\s?:|views expressed .{0,40}(?:author|own)"
    r"|no part of this|may not be (?:published|reproduced|reprinted)|without (?:prior )?(?:written )?permission|registered in england"
    r"|comments (?:will be|are) moderated|keep comments relevant|best viewed|to comment on this|please (?:log|sign) in|join the (?:conversation|discussion)|click here"
    r"|版权所有|未经.{0,10}(?:授权|许可)|转载请|网站地图|京ICP|ICP备|关于我们|联系我们|用户协议|免责声明|扫描二维码|编辑[:：]|责编[:：]|责任编辑"
    r"|Bản quyền|Giấy phép|Liên hệ quảng cáo|Đăng nhập|Đăng ký|Trang chủ|Tòa soạn|Ghi rõ nguồn|Tổng biên tập",
    re.IGNORECASE,
)
"""`The BBC is not responsible for the content of external internet sites`, `All rights reserved.`"""

MENU_LINE_RE = re.compile(r"[|>»›·•/\\][^|>»›·•\n]{1,60}[|>»›·•]|\A[^\w\s]*You are (?:in|here)")
"""`| frontpage | nation | business |`, `Home > China > Society`."""

RUBRIC_RE = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff\uff08\uff09()【】\s]{2,20}[:：|]\s*(?=[A-Z\"'“‘\d])"
)
"""`国内英语新闻:` before an English headline."""

BULLET_RE = re.compile(r"\s*(?:[-*•·▪►▸»›‣◦■□●○]|\d{1,2}[.)])\s+")


def is_buttons(line: str) -> bool:
    """Whether a line is nothing but buttons, counters and marks."""
    at = 0
    while letter := _LETTER_RE.search(line, at):
        button = button_at(line, at, letter.start())
        if button is None:
            return False
        at = button.end()
    return True


def button_at(line: str, first: int, last: int) -> re.Match[str] | None:
    """The first button that begins at an offset from `first` to `last`, both included.

    Searching a whole line is slow: there are buttons for nearly every letter a word begins with.
    """
    tried = (BUTTON_RE.match(line, at) for at in range(first, last + 1))
    return next(filter(None, tried), None)


def is_chrome(line: str) -> bool:
    """Whether a line's own words show that it belongs to the page around an article."""
    return bool(
        is_buttons(line)
        or RELATED_RE.fullmatch(line)
        or NOTICE_RE.search(line)
        or MENU_LINE_RE.search(line)
    )
