// Every address of the app, by what stands there.

export const ITEM = "/guide/item/SB-07";
export const ITEM_NAME = "灵活就业人员养老保险参保登记";

/** One address for each page, with its heading. */
export const PAGES = [
  ["/", "云邻首页"],
  ["/guide", "办事公示"],
  ["/guide/list", "全部事项"],
  [ITEM, ITEM_NAME],
  [`${ITEM}/check`, "我能办吗"],
  [`${ITEM}/report`, "指南纠错"],
  ["/apply", "在线办理"],
  ["/apply/cases", "我的办件"],
  ["/apply/progress", "用编号查进度"],
  ["/search", "搜索"],
  ["/community", "找到我的社区"],
  ["/community/hanyuan", "汉源社区"],
  ["/community/elsewhere", "不住在这里也能用"],
  ["/me", "我的"],
  ["/sign-in", "登录"],
  ["/real-name", "实名"],
  ["/me/outbox", "待发送"],
  ["/me/messages", "消息"],
  ["/me/sign-out", "退出登录"],
  ["/me/data", "我的数据"],
  ["/me/data/export", "复制我的全部信息"],
  ["/me/data/correct", "更正我的信息"],
  ["/me/data/withdraw", "撤回同意"],
  ["/me/data/close", "注销账号"],
  ["/me/receipts", "谁看过我的信息"],
  ["/me/sessions", "登录设备"],
  ["/about/privacy", "隐私政策"],
  ["/about/accessibility", "无障碍声明"],
  ["/about/contact", "投诉建议"],
  ["/no/such/page", "没有这个页面"],
];

/** The same pages in their other states. */
export const STATES = [
  "/guide/list?event=birth&channel=online",
  "/guide/list?event=death&person=newcomer&channel=booking",
  `${ITEM}?view=full`,
  `${ITEM}/check?a=n`,
  `${ITEM}/check?a=ynny`,
  "/guide/item/XX-99",
  "/apply/new/SB-07",
  "/apply/new/SB-01",
  `/search?q=${encodeURIComponent("没单位怎么交社保")}`,
  `/search?q=${encodeURIComponent("咕咕嘎嘎")}`,
  `/community?q=${encodeURIComponent("峨眉路")}`,
  "/community/hanfeng",
];

/** All addresses that the layout must hold for. */
export const ADDRESSES = [...PAGES.map(([path]) => path), ...STATES];
